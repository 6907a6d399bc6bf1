using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Prints texts as they come: each on lines of its own, and the pieces of one artifact on the same.</summary>
internal sealed class StreamScreen(TextWriter output)
{
    private string? _openArtifact;
    private bool _isMidLine;

    /// <summary>A text was printed.</summary>
    public bool HasText { get; private set; }

    public void Text(StreamedText piece)
    {
        if (!piece.Appends || piece.ArtifactId != _openArtifact)
        {
            EndLine();
        }

        output.Write(WireText.Block(piece.Text));
        output.Flush();
        _openArtifact = piece.ArtifactId;
        _isMidLine = !piece.Text.EndsWith('\n');
        HasText = true;
    }

    public void Status(TaskState state)
    {
        EndLine();
        output.Label("Status", state.DisplayName);
    }

    /// <summary>Whatever follows begins a line.</summary>
    public void EndLine()
    {
        if (_isMidLine)
        {
            output.WriteLine();
        }

        _isMidLine = false;
        _openArtifact = null;
    }
}
