import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { useOpenCase } from "./queries";

const ReportDialog = lazy(() => import("./ReportDialog").then((m) => ({ default: m.ReportDialog })));

type Props = {
  thing: Schema["ThingRef"];
  /** The reader may judge it themselves, and goes to the case instead. */
  review: boolean;
};

/** Where somebody says that a thing ought not to be here. */
export function ReportButton({ thing, review }: Props) {
  const { t } = useLingui();
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  if (review) return <Review thing={thing} />;
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button variant="plain" onClick={ask} aria-haspopup="dialog">
        {t`Rapportera`}
      </Button>
      {asked && (
        <Suspense>
          <ReportDialog thing={thing} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Review({ thing }: { thing: Schema["ThingRef"] }) {
  const navigate = useNavigate();
  const toast = useToast();
  const open = useOpenCase();
  const press = () => {
    if (open.isPending) return;
    open.mutate(thing, {
      onSuccess: (file) =>
        void navigate({ to: "/admin/moderation/$caseId", params: { caseId: file.case.id } }),
      onError: (error) => toast({ text: errorText(asApiError(error)) }),
    });
  };
  return (
    <Button variant="plain" busy={open.isPending} onClick={press}>
      <Trans>Granska</Trans>
    </Button>
  );
}
