import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { roleLabel } from "@/ui/labels";

type Props = { person: Schema["Person"]; chosen: Schema["Role"] };

/** What happens when somebody goes from one role to another. Read out as the choice changes. */
export function RoleConsequence({ person, chosen }: Props) {
  const { me } = useSession();
  const name = person.displayName;
  const [from, to] = [person.role, chosen].map((role) => roleLabel(role).toLocaleLowerCase());
  const own = me?.id === person.id;
  return (
    <div role="status">
      {chosen === person.role ? (
        <p>
          <Trans>Rollen är {from} nu. Välj en annan för att byta.</Trans>
        </p>
      ) : (
        <p>
          <Trans>
            <bdi>{name}</bdi> går från {from} till {to}, får ett mejl om det, och det skrivs i
            granskningsloggen.
          </Trans>{" "}
          {own && <Trans>Det är din egen roll: du loggas ut genast.</Trans>}
          {!own && person.role !== "member" && (
            <Trans>Personen loggas ut överallt och får logga in igen.</Trans>
          )}
        </p>
      )}
    </div>
  );
}
