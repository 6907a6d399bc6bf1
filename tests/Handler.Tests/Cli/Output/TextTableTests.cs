using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_lines_end_without_spaces() =>
        TextTable.Lines([new("Id"), new("Url")], [["a", "http://x"], ["longer", "u\u001b"]])
            .ShouldBe(["ID      URL", "a       http://x", "longer  u\\u001b"]);

    [Fact]
    public void Where_it_does_not_fit_the_optional_column_goes_first()
    {
        TextColumn[] columns = [new("Id"), new("State", Paint: text => $"<{text}>"), new("Context", IsOptional: true)];

        TextTable.Lines(columns, [["an-id", "working", "a-context"]], width: 20).ShouldBe(["ID     STATE", "an-id  <working>"]);
    }

    [Fact]
    public void Where_even_that_does_not_fit_each_row_is_a_block_of_labels_and_nothing_is_cut()
    {
        TextColumn[] columns = [new("Id"), new("State"), new("Context", IsOptional: true)];

        TextTable.Lines(columns, [["a-long-id", "working", "c"], ["b", "failed", "d"]], width: 12)
            .ShouldBe(["Id: a-long-id", "State: working", "Context: c", "", "Id: b", "State: failed", "Context: d"]);
    }
}
