import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Menu } from "@/ui/Menu";
import { SortNav } from "@/ui/SortNav";
import styles from "./Comment.module.css";
import { choosing, type DiscussionSearch, kinds, orders } from "./search";

const exact = { exact: true };

/** In which order to read a discussion, and what of it: each choice has its address. */
export function DiscussionChoices({ search }: { search: DiscussionSearch }) {
  const { t } = useLingui();
  const { only } = search;
  const orderWords = { newest: t`Nyast först`, "most-thanked": t`Mest tackat` };
  const kindWords = {
    question: t`Frågor`,
    suggestion: t`Förslag`,
    concern: t`Farhågor`,
    thanks: t({ message: "Tack", context: "kommentarer" }),
  };
  const shown = only ? kindWords[only] : t`Alla slag`;
  return (
    <div className={styles.choices}>
      <SortNav label={t`Samtalets ordning`}>
        {[undefined, ...orders].map((to) => (
          <Link
            key={to ?? "oldest"}
            to="."
            search={choosing({ ...search, order: to })}
            resetScroll={false}
            activeOptions={exact}
          >
            {to ? orderWords[to] : t`Som det sades`}
          </Link>
        ))}
      </SortNav>
      <Menu start label={shown} name={t`Visa av samtalet: ${shown}`}>
        {[undefined, ...kinds].map((to) => (
          <li key={to ?? "all"}>
            <Link to="." search={choosing({ ...search, only: to })} resetScroll={false} activeOptions={exact}>
              {to ? kindWords[to] : t`Alla slag`}
            </Link>
          </li>
        ))}
      </Menu>
    </div>
  );
}
