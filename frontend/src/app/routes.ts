import { createRoute } from "@tanstack/react-router";
import { page } from "./page";
import { account } from "./routes/account";
import { administration } from "./routes/administration";
import { everybody } from "./routes/everybody";
import { organisations } from "./routes/organisations";
import { participation } from "./routes/participation";
import { getParentRoute, root } from "./routes/root";

/** The table of pages. Each page is a chunk of its own, fetched when a link to it is pointed at. */
const pages = [...everybody, ...participation, ...organisations, ...account, ...administration] as const;

// The page of all components exists where the program is made, not where it is used.
const styleguide = () =>
  createRoute({
    getParentRoute,
    path: "/styleguide",
    component: page(() => import("@/features/styleguide/StyleguidePage"), "StyleguidePage"),
  });

export const routeTree = root.addChildren(
  import.meta.env.DEV ? ([...pages, styleguide()] as unknown as typeof pages) : pages,
);
