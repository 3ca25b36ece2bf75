// The junit reporter's options that change identities.
export default {
  test: {
    reporters: [['junit', { classnameTemplate: '{basename}', addFileAttribute: true }]],
  },
};
