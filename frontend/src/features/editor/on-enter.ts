import type { KeyboardEvent } from "react";

/** Enter does what the dialog is for, and does not send the form that the dialog stands in. */
export const onEnter = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  act();
};
