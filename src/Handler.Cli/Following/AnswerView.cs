using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>What an agent says, as it comes; at the end the labels of the task. Who watches sees beside them how its state changes.</summary>
internal sealed class AnswerView(Screen screen) : IStreamView
{
    private readonly StreamedLines _lines = new(screen);

    public bool IsMidLine => _lines.IsMidLine;

    public void Show(StreamResponse update, IReadOnlyList<StreamedText> texts, TaskState? changed)
    {
        if (changed is { } state && screen.IsFollowed)
        {
            _lines.End();
            screen.Note($"({screen.Paint.State(state)})");
        }

        _lines.Write(texts);
    }

    public void End(StreamedTask task)
    {
        _lines.End();
        if (_lines.HasText && (task.Id ?? task.ContextId) is not null)
        {
            screen.Out.WriteLine();
        }

        TaskText.WriteLabels(screen.Out, task.Id, task.State, task.ContextId, screen.Paint);
    }
}
