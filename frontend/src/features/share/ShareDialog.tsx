import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { Dialog } from "@/ui/Dialog";
import styles from "./Share.module.css";
import { addressOf, codeOf, feedOf, mailOf, qrCodeOf, type Shared } from "./shared";

type Props = { shared: Shared; open: boolean; onClose: () => void };

/** The ways to take a page further. */
export function ShareDialog({ shared, open, onClose }: Props) {
  const { t, i18n } = useLingui();
  const language = i18n.locale === "sv" ? "sv" : "en";
  const print = () => {
    onClose();
    // The dialog is gone from the page before it is printed.
    requestAnimationFrame(() => window.print());
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Dela`}
      actions={
        <Button onClick={onClose}>
          <Trans>Stäng</Trans>
        </Button>
      }
    >
      <div className={styles.ways}>
        <p className={styles.address}>{addressOf(shared)}</p>
        <div className={styles.buttons}>
          <SystemShare shared={shared} />
          <Copy text={addressOf(shared)}>
            <Trans>Kopiera länk</Trans>
          </Copy>
          <a className={styles.link} href={mailOf(shared)}>
            <Trans>Mejla</Trans>
          </a>
          <Button onClick={print}>
            <Trans>Skriv ut</Trans>
          </Button>
        </div>
        <a className={styles.qr} href={qrCodeOf(shared)} download>
          <img src={qrCodeOf(shared)} alt={t`QR-kod med sidans adress`} width={176} height={176} />
          <Trans>Ladda ner QR-koden</Trans>
        </a>
        <Card code={codeOf(shared, language)} />
        <a className={styles.link} href={feedOf(shared, language)}>
          {shared.kind === "ideas" ? (
            <Trans>Samtalet i en flödesläsare</Trans>
          ) : (
            <Trans>Nya idéer i en flödesläsare</Trans>
          )}
        </a>
      </div>
    </Dialog>
  );
}

/** The device's own way of sharing, where it has one. */
function SystemShare({ shared }: { shared: Shared }) {
  if (!("share" in navigator)) return null;
  const share = () => {
    // Somebody who changes their mind is no fault.
    navigator.share({ title: shared.title, url: addressOf(shared) }).catch(() => undefined);
  };
  return (
    <Button variant="primary" onClick={share}>
      <Trans>Dela med en app</Trans>
    </Button>
  );
}

function Copy({ text, children }: { text: string; children: React.ReactNode }) {
  const { t } = useLingui();
  return (
    <CopyButton
      text={text}
      done={t`Kopierat.`}
      failed={t`Det gick inte att kopiera här. Markera texten i stället.`}
    >
      {children}
    </CopyButton>
  );
}

/** What another site shows, to be put into its page. */
function Card({ code }: { code: string }) {
  return (
    <details className={styles.card}>
      <summary>
        <Trans>Visa på en annan webbplats</Trans>
      </summary>
      <p>
        <Trans>Klistra in koden där kortet ska synas. Det följer med när något ändras här.</Trans>
      </p>
      <code className={styles.code}>{code}</code>
      <Copy text={code}>
        <Trans>Kopiera koden</Trans>
      </Copy>
    </details>
  );
}
