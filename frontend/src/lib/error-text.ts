import { plural, t } from "@lingui/core/macro";
import { ApiError, type FieldError } from "./errors";

/** One sentence for a person about a failed call: by code where we know it, else as the server put it. */
export function errorText(error: ApiError): string {
  return (
    byCode(error.code, error.retryAfter) ?? (error.detail || t`Något gick fel. Försök igen om en stund.`)
  );
}

/** One sentence about one field. The server's own is in the reader's language and names the limit. */
export function fieldErrorText(error: FieldError): string {
  return error.detail || t`Kontrollera det här fältet.`;
}

function byCode(code: string, wait: number | undefined): string | undefined {
  switch (code) {
    case "network":
      return t`Vi når inte servern. Kontrollera din uppkoppling och försök igen.`;
    case "unreadable-answer":
    case "internal":
      return t`Något gick fel hos oss. Försök igen om en stund.`;
    case "unavailable":
      return t`Tjänsten är tillfälligt upptagen. Försök igen om en liten stund.`;
    case "unauthorized":
      return t`Du behöver logga in för att göra det här.`;
    case "forbidden":
      return t`Det här får du inte göra med ditt konto.`;
    case "suspended":
      return t`Du kan inte skriva just nu. Varför, och hur länge, står överst på sidan.`;
    case "last_administrator":
      return t`Det måste finnas en administratör. Gör någon annan till administratör först.`;
    case "already_suspended":
      return t`Personen är redan avstängd. Läs om sidan, och häv den avstängningen först.`;
    case "not_found":
      return t`Det du söker finns inte, eller så får du inte se det.`;
    case "precondition_failed":
      return t`Någon hann ändra före dig. Läs om sidan och gör om din ändring.`;
    case "too_many_requests":
      return tooMany(wait);
    case "content_too_large":
      return t`Det är för stort för att skickas.`;
    default:
      return undefined;
  }
}

/** From a minute on in minutes: nobody counts 900 seconds. */
function tooMany(wait: number | undefined): string {
  if (!wait) return t`För många försök. Vänta en stund.`;
  if (wait < 60)
    return plural(wait, {
      one: "För många försök. Vänta # sekund.",
      other: "För många försök. Vänta # sekunder.",
    });
  const minutes = Math.ceil(wait / 60);
  return plural(minutes, {
    one: "För många försök. Vänta # minut.",
    other: "För många försök. Vänta # minuter.",
  });
}

/** Field errors found in the browser before anything is sent, in the shape the server would answer. */
export function invalid(errors: FieldError[]): ApiError | undefined {
  return errors.length > 0 ? new ApiError({ code: "unprocessable", status: 422, errors }) : undefined;
}
