import { useLingui } from "@lingui/react/macro";
import { TextField } from "@/ui/TextField";

type Props = {
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  /** `username` where one signs in, so that password managers pair it with the password. */
  autoComplete?: "email" | "username";
};

/** An e-mail address. */
export function EmailField({ autoComplete = "email", ...props }: Props) {
  const { t } = useLingui();
  return (
    <TextField
      {...props}
      name="email"
      label={t`E-postadress`}
      type="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
