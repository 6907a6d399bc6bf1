namespace Handler.Server.Tasks;

/// <summary>Where new ids come from; tests give their own.</summary>
internal sealed class IdSource(Func<Guid> next)
{
    /// <summary>A new id, 32 hexadecimal digits in the usual groups.</summary>
    public string Next() => next().ToString();
}
