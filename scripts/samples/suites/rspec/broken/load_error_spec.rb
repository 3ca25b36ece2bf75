# A file that cannot be loaded: RSpec runs no example at all.
require "a_library_that_is_not_installed"

RSpec.describe("never defined") { it("never runs") {} }
