import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var ArtifactUnavailable=class extends Error{code;advice;constructor(code,message,advice){super(message),this.name="ArtifactUnavailable",this.code=code,this.advice=advice}};export{ArtifactUnavailable};
