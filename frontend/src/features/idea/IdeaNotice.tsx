import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Notice } from "@/ui/Notice";
import styles from "./IdeaPage.module.css";

/** What one should know about an idea that is not simply published. */
export function IdeaNotice({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  if (idea.state === "published") return null;
  return (
    <div className={styles.notice}>
      {idea.state === "draft" && (
        <Notice>
          <Trans>Det här är ett utkast. Bara du ser det, tills du publicerar det.</Trans>
        </Notice>
      )}
      {idea.state === "hidden" && (
        <Notice tone="warning">
          <Trans>En moderator har dolt idén. Bara den som skrev den och moderatorer ser den här sidan.</Trans>
        </Notice>
      )}
      {idea.state === "withdrawn" && (
        <Notice>
          {me?.id === idea.author.id ? (
            <Trans>Du har dragit tillbaka idén. Andra ser bara att den fanns.</Trans>
          ) : (
            <Trans>
              Den som skrev idén har dragit tillbaka den. Texten, rösterna och samtalet visas inte.
            </Trans>
          )}
        </Notice>
      )}
    </div>
  );
}
