/** Loaded on first use: few images are compressed, and fflate makes large tables when it is evaluated. */
export { Inflate } from 'fflate/browser';
