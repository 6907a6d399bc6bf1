namespace Handler.Server.Push;

/// <summary>
/// One request that is made beside a lane and not in its order: it takes a place in flight as a lane does, in the turn of its gate and under all
/// limits, and is made when it has one.
/// </summary>
/// <param name="lane">The lane whose config it uses: once that is replaced or deleted, it does not start.</param>
internal abstract class LaneErrand(Guid lane)
{
    /// <summary>The lane whose config it uses.</summary>
    public Guid Lane => lane;

    /// <summary>Makes the request, its place in flight taken. Throws only what is a defect.</summary>
    public abstract Task<Settlement> RunAsync(InHandLane place);

    /// <summary>It has left the engine, having run or not: a gate that is held lets go of what waits for it.</summary>
    public abstract void LetGo();
}
