import { Skeleton } from "@/ui/Skeleton";

/** While a page's own code is on its way. */
export const PendingPage = () => <Skeleton rows={4} />;
