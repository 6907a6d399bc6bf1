namespace Handler.Server.Push;

/// <summary>What a <see cref="GateBook"/> has of one gate. Guarded by its lock.</summary>
internal sealed class GateNote
{
    public required GateHealth Health { get; set; }

    /// <summary>The lane that probes it; null when none does.</summary>
    public Guid? Probe { get; set; }

    /// <summary>The lane that probed it last.</summary>
    public Guid? LastProbe { get; set; }
}
