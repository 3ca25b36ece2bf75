# One example per way an RSpec example can end.
RSpec.describe "outcomes" do
  it("passes") { expect(1 + 1).to eq 2 }

  it("fails") { expect({ bins: 256 }).to eq({ bins: 128 }) }

  it("throws") { raise ArgumentError, "stream <closed> & \"gone\" \a \e[31mred\e[0m" }

  it("fails twice", :aggregate_failures) do
    expect(1).to eq 2
    expect("live").to eq "historic"
  end

  xit("is skipped") {}

  it("is skipped while running") { skip "needs a <fiber>" }

  it "is still to do"

  it("is expected to fail") do
    pending "PZ-1000"
    expect(1).to eq 2
  end

  it("was expected to fail but passes") do
    pending "PZ-1000"
    expect(1).to eq 1
  end

  it("prints") { puts "window 1 opened ]]> <b>" }

  it("has the same name") {}
  it("has the same name") { raise "the second of two" }

  it { is_expected.to eq "outcomes" }

  describe "a group" do
    context "inside a group" do
      it("passes") {}
    end

    context "whose before(:all) fails" do
      before(:all) { raise "connection refused" }
      it("never runs") {}
      it("never runs either") {}
    end

    context "whose before fails" do
      before { raise "no free window" }
      it("never starts") {}
    end

    context "whose after fails" do
      after { raise "job was not cleaned up" }
      it("passes before its cleanup fails") {}
      it("fails before its cleanup fails") { raise "503" }
    end
  end
end
