using System.Runtime.InteropServices;

namespace Handler.Receiver.Inbox;

/// <summary>The answer of <see cref="IInbox.KeepAsync"/>.</summary>
/// <param name="Outcome">What the inbox did.</param>
/// <param name="Notification">The push: when it was kept, with its position and with <see cref="ReceivedNotification.HasGap"/> set.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeepResult(KeepOutcome Outcome, ReceivedNotification Notification);
