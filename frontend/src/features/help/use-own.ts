import { useVoices } from "@/features/organisation/queries";
import { useSession } from "@/lib/use-session";

/** Whether a participant is the reader, or an organisation that the reader speaks for. */
export function useOwn(participantId: string): boolean {
  const { me } = useSession();
  const voices = useVoices();
  return me?.id === participantId || voices.some(({ id }) => id === participantId);
}
