/** What every account of the demo municipality is opened with. It protects nothing. */
export const DEMO_PASSWORD = "medskapa-i-alvsala";
