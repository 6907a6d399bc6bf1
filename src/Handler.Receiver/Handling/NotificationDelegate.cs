using Handler.Receiver.Inbox;

namespace Handler.Receiver.Handling;

/// <summary>The receiver author's code, whatever its form.</summary>
/// <param name="Run">Resolves what it needs from the scope's services and runs it.</param>
/// <param name="Needs">The types that it resolves, so that a missing one is said when the host starts and not at the first push.</param>
internal sealed record NotificationDelegate(
    Func<IServiceProvider, ReceivedNotification, CancellationToken, Task> Run,
    params IReadOnlyList<Type> Needs);
