import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { errorText } from "@/lib/error-text";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { followQuery, useFollow } from "./queries";

type Props = {
  targetId: string;
  /** What is followed, for who hears the button alone. */
  name: string;
};

/** Follow something, and follow it no longer. Shown to who is signed in. */
export function FollowButton({ targetId, name }: Props) {
  const { t } = useLingui();
  const { me } = useSession();
  const toast = useToast();
  const { data } = useQuery({ ...followQuery(targetId), enabled: !!me });
  const follow = useFollow(targetId);
  if (!me || !data || me.id === targetId) return null;
  const { following } = data;
  const toggle = () =>
    follow.mutate(!following, {
      onSuccess: () =>
        toast({
          text: following
            ? t`Du följer inte längre ${name}.`
            : t`Du följer ${name} och får veta när något händer.`,
        }),
      onError: (error) => toast({ text: errorText(error) }),
    });
  return (
    <Button
      aria-label={following ? t`Sluta följa ${name}` : t`Följ ${name}`}
      busy={follow.isPending}
      onClick={toggle}
    >
      {following ? <Trans>Sluta följa</Trans> : <Trans>Följ</Trans>}
    </Button>
  );
}
