using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_lines_end_without_spaces() =>
        TextTable.Lines([new("Id"), new("Url")], [["a", "http://x"], ["longer", "u\u001b"]])
            .ShouldBe(["ID      URL", "a       http://x", "longer  u\\u001b"]);
}
