import { ReportButton } from "@/features/moderation/ReportButton";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { useOwn } from "./use-own";

type Props = { thing: Schema["ThingRef"] /** Who wrote it. */; by: string };

/** Where others say that a need, an offer or a promise ought not to be here. */
export function ReportHelp({ thing, by }: Props) {
  const { me } = useSession();
  if (useOwn(by)) return null;
  return <ReportButton thing={thing} review={me?.duties.includes("moderate") ?? false} />;
}
