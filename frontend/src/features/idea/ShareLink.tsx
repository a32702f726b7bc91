import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";

/** Copies this page's address, without what a reader chose in it. */
export function ShareLink() {
  const { t } = useLingui();
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname);
      toast({ text: t`Länken är kopierad.` });
    } catch {
      toast({ text: t`Länken gick inte att kopiera här. Den står i webbläsarens adressfält.` });
    }
  };
  return (
    <Button variant="plain" onClick={() => void copy()}>
      <Trans>Kopiera länk</Trans>
    </Button>
  );
}
