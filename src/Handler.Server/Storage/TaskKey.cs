namespace Handler.Server.Storage;

/// <summary>The full key of a task. The same id under another scope is another task.</summary>
/// <param name="Scope">Whose task it is.</param>
/// <param name="TaskId">The task's id on the wire.</param>
public readonly record struct TaskKey(OwnerScope Scope, string TaskId);
