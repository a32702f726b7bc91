import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Notice } from "@/ui/Notice";

/** Why only who wrote something sees it; nothing where everybody does. */
export function WithheldNote({ why }: { why: Schema["Withheld"] | undefined }) {
  if (!why) return null;
  if (why === "waiting")
    return (
      <Notice>
        <p>
          <Trans>
            Väntar på granskning. En moderator läser det innan andra får se det, och du får veta hur det går.
          </Trans>
        </p>
      </Notice>
    );
  return (
    <Notice tone="warning">
      <p>
        <Trans>
          En moderator har dolt det här. Andra ser det inte. Varför, och hur du överklagar, står bland{" "}
          <Link to="/profile/moderation">besluten om det du skrivit</Link>.
        </Trans>
      </p>
    </Notice>
  );
}
