namespace Handler.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Label">Its name, as before a single value; the header has it in capitals.</param>
/// <param name="IsOptional">It goes first where the screen is too narrow.</param>
/// <param name="Paint">Colours a cell, which is escaped; null = none.</param>
internal sealed record TextColumn(string Label, bool IsOptional = false, Func<string, string>? Paint = null)
{
    public string Colour(string cell) => Paint is null ? cell : Paint(cell);
}
