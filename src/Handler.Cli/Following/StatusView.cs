using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>The states of a task, and what its agent says, as they come.</summary>
internal sealed class StatusView(Screen screen) : IStreamView
{
    private readonly StreamedLines _lines = new(screen);

    public bool IsMidLine => _lines.IsMidLine;

    public void Show(StreamResponse update, IReadOnlyList<StreamedText> texts, TaskState? changed)
    {
        if (changed is { } state)
        {
            _lines.End();
            screen.Out.State("Status", state.DisplayName, screen.Paint);
        }

        _lines.Write(texts);
    }

    public void End(StreamedTask task) => _lines.End();
}
