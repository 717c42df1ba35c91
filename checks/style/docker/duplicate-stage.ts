/**
 * Two stages of one name.
 *
 * Why: whoever copies from the name gets the last stage that bears it, and the other is never built.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23 AS build
 * RUN go build -o /server .
 * FROM node:22.9 AS build
 * RUN npm ci
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23 AS server
 * RUN go build -o /server .
 * FROM node:22.9 AS assets
 * RUN npm ci
 * ```
 *
 * Mend: name them apart.
 *
 * Waive: `# plumbline-disable-next-line style/docker/duplicate-stage -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ name, nameRange, index }) => {
    if (name === undefined || !nameRange || !stages.some((other) => other.index < index && other.name === name))
      return [];
    return [
      {
        place: nameRange,
        says: `Another stage is called \`${name}\` already, so whoever names it gets the wrong one.`,
        mend: "Name the two apart.",
      },
    ];
  }),
);
