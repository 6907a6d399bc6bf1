using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Each update on a line of its own, or, as one document, what they add up to.</summary>
/// <param name="screen">Where to.</param>
/// <param name="asTask">The document is the task alone, not an answer to a message.</param>
internal sealed class JsonView(Screen screen, bool asTask) : IStreamView
{
    private AgentTask? _task;
    private Message? _answer;

    public bool IsMidLine => false;

    public void Show(StreamResponse update, IReadOnlyList<StreamedText> texts, TaskState? changed)
    {
        if (screen.Format == OutputFormat.NdJson)
        {
            screen.PrintLine(JsonText.Of(update));
        }
        else if (update.Message is { } answer && _task is null)
        {
            _answer = answer;
        }
        else
        {
            _task = TaskProjection.Apply(update.TaskId == _task?.Id ? _task : null, update);
        }
    }

    public void End(StreamedTask task)
    {
        if (_task is not null && asTask)
        {
            screen.Print(_task, _ => { });
        }
        else if (_task is not null)
        {
            screen.Print(SendMessageResponse.Of(_task), _ => { });
        }
        else if (_answer is not null)
        {
            screen.Print(SendMessageResponse.Of(_answer), _ => { });
        }
    }
}
