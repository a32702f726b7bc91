import { useLingui } from "@lingui/react/macro";
import { PasswordField } from "@/ui/PasswordField";

type Props = {
  /** The API's name for it. */
  name: "password" | "newPassword";
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
};

/** A password being chosen, with its rules told before. */
export function NewPasswordField(props: Props) {
  const { t } = useLingui();
  return (
    <PasswordField
      {...props}
      autoComplete="new-password"
      hint={t`Minst 12 tecken. Gärna en liten mening som bara du kommer på. Vanliga och läckta lösenord går inte att använda.`}
    />
  );
}
