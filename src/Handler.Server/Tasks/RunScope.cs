using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>The run that a scope of services belongs to: what an executor asks for in its constructor finds its way to it.</summary>
internal sealed class RunScope
{
    private Run? _run;
    private bool _pushesByHand;

    /// <summary>The scope is that of a run now.</summary>
    public void Enter(TaskKey key, RunWriter writer, AgentEventQueue queue)
    {
        _run = new Run(key, writer, queue);
        if (_pushesByHand)
        {
            KeepOpen();
        }
    }

    /// <summary>The executor may push by hand after the end of its task, so the run must not end with it.</summary>
    public void KeepOpen()
    {
        _pushesByHand = true;
        _run?.Writer.KeepOpen();
    }

    /// <summary>The run.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is over.</exception>
    public Run Get() => _run switch
    {
        null => throw new InvalidOperationException(
            "Pushing by hand needs the run of a task: ask for IPushNotificationSender and IPushNotificationConfigs in the constructor of the executor, " +
            "and use them while it works."),
        // A lost run says so itself, to whoever writes in it.
        { Writer: { IsDone: true, IsLost: false } writer } => throw writer.Ended(),
        var run => run,
    };

    /// <summary>What a run is written by.</summary>
    internal sealed record Run(TaskKey Key, RunWriter Writer, AgentEventQueue Queue);
}
