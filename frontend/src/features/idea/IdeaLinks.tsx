import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { kindsLabel } from "@/ui/labels";
import { Menu } from "@/ui/Menu";
import { SortNav } from "@/ui/SortNav";
import { stageLabel } from "@/ui/StageTag";
import { type IdeaSort, type IdeasSearch, kinds, offeredSorts, stages, withSort } from "./search";

const exact = { exact: true };

/** The orders of a list of ideas, each with its address. */
export function SortLinks({ search }: { search: IdeasSearch }) {
  const { t } = useLingui();
  const labels: Record<IdeaSort, string> = {
    trending: t`Det som rör sig`,
    newest: t`Nyast`,
    "most-supported": t`Mest stöd`,
    "most-discussed": t`Mest samtal`,
    random: t`Blandat`,
    relevance: t`Bäst träff`,
  };
  return (
    <SortNav label={t`Ordning`}>
      {offeredSorts(search.q !== undefined).map((sort) => (
        <Link key={sort} to="." search={withSort(search, sort)} resetScroll={false} activeOptions={exact}>
          {labels[sort]}
        </Link>
      ))}
    </SortNav>
  );
}

/** Who wrote, and whether it stands alone: a menu of links. */
export function FilterLinks({ search, standalone }: { search: IdeasSearch; standalone: boolean }) {
  const { t } = useLingui();
  const { kind: _kind, standalone: _standalone, ...all } = search;
  const written = (kind: Schema["ParticipantKind"]) => {
    const writers = kindsLabel(kind);
    return t`Skrivet av ${writers}`;
  };
  const shown = search.standalone
    ? t`Fristående idéer`
    : search.kind
      ? written(search.kind)
      : t`Skrivet av alla`;
  const option = (to: IdeasSearch, label: string) => (
    <li key={label}>
      <Link to="." search={to} resetScroll={false} activeOptions={exact}>
        {label}
      </Link>
    </li>
  );
  return (
    <Menu start label={shown} name={t`Visa: ${shown}`}>
      {option(all, t`Skrivet av alla`)}
      {kinds.map((kind) => option({ ...all, kind }, written(kind)))}
      {standalone && option({ ...all, standalone: true }, t`Fristående idéer`)}
    </Menu>
  );
}

/** What has become of the ideas: a menu of links. */
export function StageLinks({ search }: { search: IdeasSearch }) {
  const { t } = useLingui();
  const { stage: chosen, ...all } = search;
  const shown = chosen ? stageLabel(chosen) : t`I alla lägen`;
  const option = (to: IdeasSearch, label: string) => (
    <li key={label}>
      <Link to="." search={to} resetScroll={false} activeOptions={exact}>
        {label}
      </Link>
    </li>
  );
  return (
    <Menu start label={shown} name={t`Läge: ${shown}`}>
      {option(all, t`I alla lägen`)}
      {stages.map((stage) => option({ ...all, stage }, stageLabel(stage)))}
    </Menu>
  );
}
