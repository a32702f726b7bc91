import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/errors";
import { renderInApp } from "@/testing/render";
import { Button } from "./Button";
import { CheckboxGroup, RadioGroup } from "./Choice";
import { Dialog } from "./Dialog";
import { ErrorState } from "./ErrorState";
import { FormErrors, fieldError } from "./FormErrors";
import { Menu } from "./Menu";
import { OpinionBar } from "./OpinionBar";
import { OpinionVote } from "./OpinionVote";
import { PasswordField } from "./PasswordField";
import { TextField } from "./TextField";
import { useToast } from "./Toast";
import { VoteButton } from "./VoteButton";

const nothing = () => undefined;
const rejected = new ApiError({
  code: "unprocessable",
  status: 422,
  errors: [
    { field: "title", code: "too_short", detail: "För kort." },
    { field: "challengeIds[2]", code: "unknown_id", detail: "Finns inte." },
  ],
});

describe("a button", () => {
  it("can be found but not pressed while busy or disabled", async () => {
    const press = vi.fn();
    const { user } = await renderInApp(
      <>
        <Button busy onClick={press}>
          Skickar
        </Button>
        <Button disabled onClick={press}>
          Stängd
        </Button>
      </>,
    );
    await user.click(await screen.findByRole("button", { name: "Skickar", busy: true }));
    const closed = screen.getByRole("button", { name: "Stängd" });
    await user.click(closed);
    expect(closed).toHaveFocus();
    expect(closed).toHaveAttribute("aria-disabled", "true");
    expect(press).not.toHaveBeenCalled();
  });

  it("sends no form while busy", async () => {
    const send = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    const { user } = await renderInApp(
      <form onSubmit={send}>
        <Button type="submit" busy>
          Skicka
        </Button>
      </form>,
    );
    await user.click(await screen.findByRole("button"));
    expect(send).not.toHaveBeenCalled();
  });
});

describe("a field", () => {
  it("carries its label, hint and error", async () => {
    await renderInApp(
      <TextField name="title" label="Titel" hint="Kort." error="För kort." value="" onChange={nothing} />,
    );
    const field = await screen.findByRole("textbox", { name: "Titel" });
    expect(field).toHaveAccessibleDescription("Kort. För kort.");
    expect(field).toBeInvalid();
    expect(field).toBeRequired();
  });

  it("says that it is optional, and not that it is required", async () => {
    await renderInApp(<TextField name="place" label="Plats" optional value="" onChange={nothing} />);
    expect(await screen.findByLabelText(/Plats \(frivilligt\)/)).not.toBeRequired();
  });

  it("counts characters as people do, near the end only", async () => {
    await renderInApp(
      <>
        <TextField name="a" label="A" value="kort" max={10} onChange={nothing} />
        <TextField name="b" label="B" value="🙂🙂🙂🙂🙂🙂🙂🙂🙂" max={10} onChange={nothing} />
        <TextField name="c" label="C" value="01234567890" max={10} onChange={nothing} />
      </>,
    );
    expect(await screen.findAllByText(/tecken/)).toHaveLength(2);
    expect(screen.getByText("1 tecken kvar")).toBeVisible();
    expect(screen.getByText("1 tecken för mycket")).toBeVisible();
  });

  it("shows a password on demand", async () => {
    const { user } = await renderInApp(
      <PasswordField
        name="p"
        label="Lösenord"
        autoComplete="new-password"
        value="hemligt"
        onChange={nothing}
      />,
    );
    const field = await screen.findByLabelText("Lösenord");
    expect(field).toHaveAttribute("type", "password");
    await user.click(screen.getByRole("button", { name: "Visa lösenordet" }));
    expect(field).toHaveAttribute("type", "text");
  });

  it("groups choices under one name", async () => {
    const pick = vi.fn();
    const options = [
      { value: "a", label: "Stöd" },
      { value: "b", label: "Åsikt" },
    ];
    const { user } = await renderInApp(
      <>
        <RadioGroup name="voting" label="Så röstar man" options={options} value="a" onChange={pick} />
        <CheckboxGroup name="kinds" label="För vem" options={options} values={["a"]} onChange={pick} />
      </>,
    );
    const group = await screen.findByRole("group", { name: "Så röstar man" });
    await user.click(within(group).getByRole("radio", { name: "Åsikt" }));
    expect(pick).toHaveBeenLastCalledWith("b");
    const many = screen.getByRole("group", { name: "För vem" });
    await user.click(within(many).getByRole("checkbox", { name: "Stöd" }));
    expect(pick).toHaveBeenLastCalledWith([]);
  });
});

describe("form errors", () => {
  it("take the focus and lead to the fields", async () => {
    const { user } = await renderInApp(
      <>
        <FormErrors error={rejected} labels={{ title: "Titel", challengeIds: "Utmaningar" }} />
        <TextField
          name="title"
          label="Titel"
          value=""
          onChange={nothing}
          error={fieldError(rejected, "title")}
        />
      </>,
    );
    const summary = await screen.findByRole("group", { name: "2 saker behöver rättas till" });
    expect(summary).toHaveFocus();
    expect(summary).toHaveTextContent("2 saker behöver rättas till");
    expect(within(summary).getByRole("link", { name: "Utmaningar: Finns inte." })).toBeVisible();
    await user.click(within(summary).getByRole("link", { name: "Titel: För kort." }));
    expect(screen.getByRole("textbox")).toHaveFocus();
  });

  it("finds the errors of a list's items under the list", () => {
    expect(fieldError(rejected, "challengeIds")).toBe("Finns inte.");
    expect(fieldError(rejected, "body")).toBeUndefined();
    expect(fieldError(null, "title")).toBeUndefined();
  });

  it("offers another try only when it may help", async () => {
    const retry = vi.fn();
    await renderInApp(
      <>
        <ErrorState error={new ApiError({ code: "unavailable", status: 503 })} onRetry={retry} />
        <ErrorState error={new ApiError({ code: "forbidden", status: 403 })} onRetry={retry} />
      </>,
    );
    expect(await screen.findAllByRole("button", { name: "Försök igen" })).toHaveLength(1);
  });
});

const tally = { support: 0, agree: 3, disagree: 1, pass: 0 };

describe("voting", () => {
  it("names what is supported, by how many, and whether by me", async () => {
    const change = vi.fn();
    const { user } = await renderInApp(
      <VoteButton count={1246} pressed={false} onChange={change} subject="Ekor" />,
    );
    const button = await screen.findByRole("button", { name: /Stöd Ekor\. 1.246 stöder\./, pressed: false });
    await user.click(button);
    expect(change).toHaveBeenCalledWith(true);
  });

  it("says why it is closed, and does nothing then", async () => {
    const change = vi.fn();
    const { user } = await renderInApp(
      <VoteButton
        count={1}
        pressed
        onChange={change}
        subject="Ekor"
        closedBecause="Omröstningen är stängd."
      />,
    );
    await user.click(await screen.findByRole("button", { name: /stängd/ }));
    expect(change).not.toHaveBeenCalled();
  });

  it("takes an opinion, and takes it back when pressed again", async () => {
    const change = vi.fn();
    const { user } = await renderInApp(<OpinionVote tally={tally} choice="agree" onChange={change} />);
    await user.click(await screen.findByRole("button", { name: "Håller inte med", pressed: false }));
    await user.click(screen.getByRole("button", { name: "Håller med", pressed: true }));
    expect(change.mock.calls).toEqual([["disagree"], [undefined]]);
  });

  it("says the figures in words", async () => {
    await renderInApp(<OpinionBar tally={tally} />);
    const items = (await screen.findAllByRole("listitem")).map((item) =>
      item.textContent?.replace(/\s/g, " "),
    );
    expect(items).toEqual(["Håller med 75 % (3)", "Håller inte med 25 % (1)", "Avstår 0 % (0)"]);
  });
});

describe("what opens", () => {
  it("a menu closes on Escape and gives the focus back", async () => {
    const { user } = await renderInApp(
      <Menu label="Språk">
        <li>
          <button type="button">English</button>
        </li>
      </Menu>,
    );
    const trigger = await screen.findByRole("button", { name: "Språk", expanded: false });
    await user.click(trigger);
    await user.tab();
    expect(screen.getByRole("button", { name: "English" })).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(trigger).toHaveFocus();
    expect(trigger).toHaveAttribute("aria-expanded", "false");
  });

  it("a menu gives the focus back when something in it is pressed", async () => {
    const { user } = await renderInApp(
      <Menu label="Språk">
        <li>
          <button type="button">English</button>
        </li>
      </Menu>,
    );
    const trigger = await screen.findByRole("button", { name: "Språk" });
    await user.click(trigger);
    await user.click(screen.getByRole("button", { name: "English" }));
    expect(trigger).toHaveFocus();
  });

  it("a menu closes when the keyboard leaves it", async () => {
    const { user } = await renderInApp(
      <Menu label="Språk">
        <li>
          <button type="button">English</button>
        </li>
      </Menu>,
    );
    await user.click(await screen.findByRole("button", { name: "Språk" }));
    await user.tab();
    await user.tab();
    expect(screen.queryByRole("button", { name: "English" })).not.toBeInTheDocument();
  });

  it("a dialog is named by its title", async () => {
    await renderInApp(
      <Dialog open onClose={nothing} title="Dra tillbaka idén?" actions={<Button>Behåll</Button>}>
        <p>Text</p>
      </Dialog>,
    );
    expect(await screen.findByRole("dialog", { name: "Dra tillbaka idén?" })).toBeVisible();
  });

  it("a toast is announced, and undoes once", async () => {
    const undo = vi.fn();
    const { user } = await renderInApp(<Toaster undo={undo} />);
    await user.click(await screen.findByRole("button", { name: "Gör" }));
    expect(screen.getByTestId("announcer")).toHaveTextContent("Gjort.");
    await user.click(screen.getByRole("button", { name: "Ångra" }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("button", { name: "Ångra" })).not.toBeInTheDocument();
  });
});

function Toaster({ undo }: { undo: () => void }) {
  const toast = useToast();
  const [done, setDone] = useState(false);
  const act = () => {
    setDone(true);
    toast({ text: "Gjort.", undo });
  };
  return (
    <Button onClick={act} aria-pressed={done}>
      Gör
    </Button>
  );
}
