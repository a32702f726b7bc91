import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ChallengeList, ChallengeTeaser } from "@/ui/ChallengeTeaser";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { Pagination } from "@/ui/Pagination";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { SearchField } from "@/ui/SearchField";
import { Section } from "@/ui/Section";
import { SortNav } from "@/ui/SortNav";
import { ChallengeStateTag, IdeaStateTag, WorkshopStateTag } from "@/ui/Tag";
import styles from "./Styleguide.module.css";
import { challenge, closedChallenge, draftIdea, idea, opinionIdea, people } from "./samples";

export function ListSamples() {
  const [loading, setLoading] = useState(false);
  return (
    <>
      <Section title="Utmaningar">
        <ChallengeList>
          <ChallengeTeaser challenge={challenge} lead />
          <ChallengeTeaser challenge={{ ...challenge, id: closedChallenge.id }} />
          <ChallengeTeaser challenge={closedChallenge} />
        </ChallengeList>
      </Section>
      <Section title="Idéer" note="Siffran i marginalen säger hur många.">
        <SearchField label="Sök bland idéer" value="" onSearch={() => undefined} />
        <SortNav label="Ordning">
          <Link to="/ideas" aria-current="page">
            Aktuellast
          </Link>
          <Link to="/ideas" search={{ sort: "newest" }}>
            Nyast
          </Link>
          <Link to="/ideas" search={{ sort: "most-supported" }}>
            Mest stöd
          </Link>
        </SortNav>
        <IdeaList>
          <IdeaRow idea={idea} />
          <IdeaRow idea={opinionIdea} />
          <IdeaRow idea={draftIdea} />
        </IdeaList>
        <LoadMore shown={20} hasMore loading={loading} onMore={() => setLoading(!loading)} />
        <Pagination
          page={2}
          pages={7}
          previous={<Link to="/ideas">Förra</Link>}
          next={<Link to="/ideas">Nästa</Link>}
        />
      </Section>
      <Section title="Lägen och deltagare">
        <div className={styles.stack}>
          <div className={styles.row}>
            {(["draft", "open", "closed", "archived"] as const).map((state) => (
              <ChallengeStateTag key={state} state={state} />
            ))}
          </div>
          <div className={styles.row}>
            {(["draft", "published", "withdrawn", "hidden", "merged"] as const).map((state) => (
              <IdeaStateTag key={state} state={state} />
            ))}
            <WorkshopStateTag state="cancelled" />
          </div>
          {people.map((person) => (
            <ParticipantLine key={person.id} participant={person}>
              för två dagar sedan
            </ParticipantLine>
          ))}
        </div>
      </Section>
    </>
  );
}
