using Handler.Cli.Output;

namespace Handler.Cli.Following;

/// <summary>Prints texts as they come: each on lines of its own, and the pieces of one artifact on the same.</summary>
internal sealed class StreamedLines(Screen screen)
{
    private string? _openArtifact;

    /// <summary>A text was printed.</summary>
    public bool HasText { get; private set; }

    public bool IsMidLine { get; private set; }

    public void Write(IEnumerable<StreamedText> texts)
    {
        foreach (var text in texts)
        {
            Write(text);
        }
    }

    /// <summary>Whatever follows begins a line.</summary>
    public void End()
    {
        if (IsMidLine)
        {
            screen.Out.WriteLine();
        }

        IsMidLine = false;
        _openArtifact = null;
    }

    private void Write(StreamedText piece)
    {
        if (!piece.Appends || piece.ArtifactId != _openArtifact)
        {
            End();
        }

        var output = screen.Out;
        output.Write(WireText.Block(piece.Text));
        output.Flush();
        _openArtifact = piece.ArtifactId;
        IsMidLine = !piece.Text.EndsWith('\n');
        HasText = true;
        if (piece.IsWhole)
        {
            End();
        }
    }
}
