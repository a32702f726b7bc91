import { useState } from "react";
import { OpinionBar } from "@/ui/OpinionBar";
import { type Opinion, OpinionVote } from "@/ui/OpinionVote";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import { VoteButton } from "@/ui/VoteButton";
import styles from "./Styleguide.module.css";
import { tallies } from "./samples";

export function VoteSamples() {
  const [pressed, setPressed] = useState(false);
  const [choice, setChoice] = useState<Opinion | undefined>("agree");
  const toast = useToast();
  const support = (now: boolean) => {
    setPressed(now);
    toast({
      text: now ? "Du stöder idén." : "Du har tagit tillbaka ditt stöd.",
      undo: () => setPressed(!now),
    });
  };
  return (
    <>
      <Section title="Stöd" note="Ett ja per person. Tryck igen för att ta tillbaka.">
        <div className={styles.row}>
          <VoteButton count={1246 + Number(pressed)} pressed={pressed} onChange={support} subject="ekan" />
          <VoteButton count={0} pressed={false} onChange={() => undefined} subject="prov" />
          <VoteButton count={1} pressed onChange={() => undefined} subject="prov" />
          <VoteButton
            count={88}
            pressed={false}
            onChange={() => undefined}
            subject="prov"
            closedBecause="Stängd."
          />
        </div>
      </Section>
      <Section title="Åsikt" note="Fylld, streckad och tom: läses utan färg.">
        <div className={styles.stack}>
          <div className={styles.wide}>
            <OpinionVote tally={tallies.many} choice={choice} onChange={setChoice} />
          </div>
          <div className={styles.wide}>
            <OpinionVote
              tally={tallies.divided}
              choice="disagree"
              onChange={() => undefined}
              closedBecause="Omröstningen är stängd."
            />
          </div>
          {Object.entries(tallies).map(([name, tally]) => (
            <div key={name} className={styles.wide}>
              <OpinionBar tally={tally} compact={name === "divided"} />
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}
