import { PolicyBook, shippedPolicies } from '../../src/compliance/policies/index.js';

/** The policies that come with the service, and no hospital's. */
export const shippedBook = new PolicyBook(shippedPolicies);
