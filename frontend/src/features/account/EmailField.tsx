import { useLingui } from "@lingui/react/macro";
import { TextField } from "@/ui/TextField";

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** Where it is not simply one's address. */
  label?: string;
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
      label={t`E-postadress`}
      {...props}
      name="email"
      type="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
