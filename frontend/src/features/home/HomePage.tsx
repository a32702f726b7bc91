import { Greeting } from "./Greeting";
import { HowItWorks } from "./HowItWorks";
import { NextWorkshops } from "./NextWorkshops";
import { Questions } from "./Questions";
import { StirringIdeas } from "./StirringIdeas";

/** The front page: who speaks, what is asked, what stirs, when people meet, and what becomes of it. */
export function HomePage() {
  return (
    <>
      <Greeting />
      <Questions />
      <StirringIdeas />
      <NextWorkshops />
      <HowItWorks />
    </>
  );
}
