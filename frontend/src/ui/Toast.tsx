import { Trans, useLingui } from "@lingui/react/macro";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { announce } from "@/lib/announce";
import { Icon } from "./Icon";
import styles from "./Toast.module.css";

export type ToastMessage = {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
};

/** A toast stays this long, in milliseconds, and as long as it is pointed at or holds the focus. */
const STAY = 10_000;

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Gives a function that says what was just done, with a way to undo it. Read out, one at a time. */
export const useToast = () => useContext(ToastContext);

/** Holds the place where toasts appear. Once, around the app. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(ToastMessage & { id: number }) | undefined>();
  const last = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    last.current += 1;
    setShown({ ...message, id: last.current });
    announce(message.text);
  }, []);
  const close = useCallback(() => setShown(undefined), []);
  return (
    <ToastContext value={show}>
      {children}
      {shown && <Toast key={shown.id} message={shown} onClose={close} />}
    </ToastContext>
  );
}

function Toast({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const { t } = useLingui();
  const pause = useTimeout(onClose, STAY);
  const undo = () => {
    onClose();
    message.undo?.();
  };
  return (
    <section className={styles.region} aria-label={t`Meddelande`}>
      <div className={styles.toast} {...pause}>
        <p>{message.text}</p>
        {message.undo && (
          <button type="button" onClick={undo}>
            <Icon name="undo" mirrored />
            <Trans>Ångra</Trans>
          </button>
        )}
        <button type="button" aria-label={t`Stäng meddelandet`} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </section>
  );
}

// Runs down only while nobody points at it or stands in it with the keyboard.
function useTimeout(action: () => void, milliseconds: number) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  }, [held, action, milliseconds]);
  return useMemo(() => {
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    return { onPointerEnter: hold, onPointerLeave: release, onFocus: hold, onBlur: release };
  }, []);
}
