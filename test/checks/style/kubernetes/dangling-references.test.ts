/** References of a manifest: what leads nowhere is told, what may lie elsewhere is not. */

import { expect, it } from "@jest/globals";
import check from "../../../../checks/style/kubernetes/dangling-references.ts";
import { lookAt } from "../../look-at.ts";

const service = "kind: Service\napiVersion: v1\nmetadata: {name: api}\nspec: {ports: [{name: http, port: 80}]}\n";
const route = (backend: string) =>
  `${service}---\nkind: Ingress\napiVersion: networking.k8s.io/v1\nmetadata: {name: api}\nspec:\n  defaultBackend: ${backend}\n`;
const scaler = (name: string) =>
  `kind: Deployment\napiVersion: apps/v1\nmetadata: {name: api}\n---\nkind: HorizontalPodAutoscaler\napiVersion: autoscaling/v2\nspec: {scaleTargetRef: {kind: Deployment, name: ${name}}}\n`;

it.each([
  [route("{service: {name: web, port: {number: 80}}}"), "web: This Ingress"],
  [route("{service: {name: api, port: {number: 8080}}}"), "8080: This Ingress"],
  [route("{serviceName: api, servicePort: admin}"), "admin: This Ingress"],
  [scaler("web"), "web: This HorizontalPodAutoscaler"],
])("tells %s", async (text, told) => {
  const found = (await lookAt(check, "yaml", text)).map((each) => each.replace("Ingress `api`", "This Ingress"));
  expect(found).toEqual([expect.stringContaining(told)]);
});

it.each([
  route("{service: {name: api, port: {number: 80}}}"),
  route("{service: {name: api, port: {name: http}}}"),
  route("{service: {name: '{{ name }}', port: {number: 80}}}"),
  route("{service: {name: api}}"),
  scaler("api"),
  scaler("web").replace("kind: Deployment\n", "kind: StatefulSet\n"),
  `${scaler("web")}---\nbroken: [`,
])("is silent about %s", async (text) => {
  expect(await lookAt(check, "yaml", text)).toEqual([]);
});
