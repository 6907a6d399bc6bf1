namespace Handler.Server.Storage;

/// <summary>
/// When the whole task is written again: when the events since outweigh the last checkpoint (at least 16 KB), and at the end of the task.
/// So a task of n bytes costs O(n) in all, where a write of the whole at each commit would cost O(n²).
/// </summary>
public static class CheckpointRule
{
    /// <summary>Below this many bytes of events a checkpoint is never due, whatever its size.</summary>
    public const long LeastBytes = 16 * 1024;

    /// <summary>Whether a checkpoint is due.</summary>
    /// <param name="checkpointBytes">Size of the last one.</param>
    /// <param name="bytesSince">Size of the payloads committed since, those of this commit included.</param>
    /// <param name="ended">Whether the task is in a terminal state now.</param>
    public static bool IsDue(long checkpointBytes, long bytesSince, bool ended) =>
        ended || bytesSince >= Math.Max(checkpointBytes, LeastBytes);
}
