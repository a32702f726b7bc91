import { useState } from "react";
import { ApiError } from "@/lib/errors";
import { Button, LinkButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Menu } from "@/ui/Menu";
import { Notice } from "@/ui/Notice";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Styleguide.module.css";

const failures = [
  new ApiError({ code: "internal", status: 500, instance: "01JD-8841" }),
  new ApiError({ code: "network", status: 0 }),
  new ApiError({ code: "forbidden", status: 403 }),
];

export function FeedbackSamples() {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  return (
    <>
      <Section title="Besked">
        <div className={styles.stack}>
          <Notice title="Livesessionen flyttas">Den blir i Folkets hus den 3 december i stället.</Notice>
          <Notice tone="success">Din idé är publicerad.</Notice>
          <Notice tone="warning">Utkastet är sparat i den här webbläsaren, men inte skickat.</Notice>
          {failures.map((failure) => (
            <ErrorState key={failure.code} error={failure} onRetry={() => undefined} />
          ))}
          <EmptyState action={<LinkButton to="/ideas/new">Skriv den första</LinkButton>}>
            Ingen har skrivit någon idé här än.
          </EmptyState>
          <div className={styles.wide}>
            <Skeleton rows={2} />
          </div>
        </div>
      </Section>
      <Section title="Det som öppnas">
        <div className={styles.row}>
          <Button onClick={() => setOpen(true)}>Öppna fråga</Button>
          <Button onClick={() => toast({ text: "Kommentaren är borttagen.", undo: () => undefined })}>
            Visa besked
          </Button>
          <Menu label="Meny">
            <li>
              <button type="button">Ändra</button>
            </li>
            <li>
              <button type="button">Dra tillbaka</button>
            </li>
          </Menu>
        </div>
        <Dialog
          open={open}
          onClose={() => setOpen(false)}
          title="Dra tillbaka idén?"
          actions={
            <>
              <Button variant="danger" onClick={() => setOpen(false)}>
                Dra tillbaka
              </Button>
              <Button onClick={() => setOpen(false)}>Behåll den</Button>
            </>
          }
        >
          <p>Den försvinner ur listorna. Röster och kommentarer finns kvar om du ångrar dig.</p>
        </Dialog>
      </Section>
    </>
  );
}
