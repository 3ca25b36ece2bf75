# Names that break naive readers and writers.
RSpec.describe "names" do
  [
    "<script>alert(1)</script>", "a|b", "\"double\" 'single'", "`backticks`", "__proto__", "@user #1",
    "../../../etc/passwd", "&amp;&lt;", "שלום 🚀", "\u202egnp.exe", "line\nbreak", "bell\a", "\e[31mred\e[0m",
  ].each do |value|
    it(value) { expect(value).not_to eq "a|b" }
  end

  [128, 65_536].each do |nfft|
    it("nfft #{nfft}") { expect(nfft).to be < 65_536 }
  end
end
