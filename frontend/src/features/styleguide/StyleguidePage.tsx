import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { PageHeader } from "@/ui/PageHeader";
import { ThemeSwitch } from "@/ui/ThemeSwitch";
import { FeedbackSamples } from "./FeedbackSamples";
import { FormSamples } from "./FormSamples";
import { FoundationSamples } from "./FoundationSamples";
import { ListSamples } from "./ListSamples";
import { VoteSamples } from "./VoteSamples";

/** Every component in every state. Exists in development only; its own words are in Swedish throughout. */
export function StyleguidePage() {
  return (
    <>
      <PageHeader
        title="Komponenter"
        lead="Allt som sidorna byggs av, i alla lägen. Byt språk, riktning och utseende här eller i sidhuvudet."
        actions={
          <>
            <LanguageSwitch />
            <ThemeSwitch />
          </>
        }
      />
      <FoundationSamples />
      <VoteSamples />
      <ListSamples />
      <FormSamples />
      <FeedbackSamples />
    </>
  );
}
