import { plural, t } from "@lingui/core/macro";
import { ApiError } from "@/lib/errors";

/** How long a wait of so many seconds is, rounded up to whole minutes. */
export function waitText(seconds: number): string {
  if (seconds <= 60) return plural(seconds, { one: "# sekund", other: "# sekunder" });
  return plural(Math.ceil(seconds / 60), { one: "# minut", other: "# minuter" });
}

/** A refusal to let somebody guess on, with the wait in words; any other error as it is. */
export function signInError(error: ApiError | null): ApiError | null {
  if (error?.code !== "too_many_requests") return error;
  const wait = waitText(error.retryAfter ?? 15 * 60);
  const detail = t`Det har blivit för många försök. Vänta ${wait} och försök igen, eller välj ett nytt lösenord.`;
  return new ApiError({ code: "sign_in_paused", status: error.status, detail });
}
