import { redirect } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { ApiError } from "@/lib/errors";
import { type Me, session } from "@/lib/session";

type Context = { location: { href: string } };

/** Before a page for signed-in people: others go by the log-in and come back. */
export async function requireAccount({ location }: Context): Promise<Me> {
  if (session.state().status === "restoring") await session.restore();
  const { me } = session.state();
  if (!me) throw redirect({ to: "/login", search: { next: location.href } });
  if (me.secondFactorRequired && !location.href.startsWith("/profile/security"))
    throw redirect({ to: "/profile/security" });
  return me;
}

/** Before a page for those with a duty only. The API decides in the end; this spares people a form they cannot send. */
export const requireDuty =
  (duty: Schema["Duty"]) =>
  async (context: Context): Promise<void> => {
    const me = await requireAccount(context);
    if (!me.duties.includes(duty)) throw new ApiError({ code: "forbidden", status: 403 });
  };
