import { render, screen } from "@testing-library/react";
import { useRef } from "react";
import { expect, it } from "vitest";
import { useKeptFocus } from "./use-kept-focus";

function Page({ suspended }: { suspended: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box, suspended);
  return (
    <>
      <button type="button">elsewhere</button>
      <div ref={box} tabIndex={-1} data-testid="box">
        {suspended ? <p>suspended</p> : <button type="button">suspend</button>}
      </div>
    </>
  );
}

it("takes the focus that went with its button", () => {
  const { rerender } = render(<Page suspended={false} />);
  screen.getByText("suspend").focus();
  rerender(<Page suspended />);
  expect(screen.getByTestId("box")).toHaveFocus();
});

it("leaves the focus of who is elsewhere alone, and takes none at first", () => {
  const { rerender } = render(<Page suspended={false} />);
  expect(document.body).toHaveFocus();
  screen.getByText("elsewhere").focus();
  rerender(<Page suspended />);
  expect(screen.getByText("elsewhere")).toHaveFocus();
});
