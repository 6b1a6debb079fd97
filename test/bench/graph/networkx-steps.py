"""The steps of the comparison done by networkx, one process: networkx-steps.py FOLDER STEP...

Same files and same lines as igraph-steps.py.
"""
import array
import json
import resource
import sys
import time

import networkx

folder, steps = sys.argv[1], sys.argv[2:]


def column(name, code):
    values = array.array(code)
    with open(f"{folder}/{name}", "rb") as file:
        values.frombytes(file.read())
    return values


def timed(step, run):
    wall, cpu = time.perf_counter(), time.process_time()
    result = run()
    print(json.dumps({"step": step, "seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}), flush=True)
    return result


def keep(step, values):
    with open(f"{folder}/networkx.{step}.f64", "wb") as file:
        array.array("d", values).tofile(file)


def build():
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(people))
    graph.add_weighted_edges_from(zip(column("from.u32", "I"), column("to.u32", "I"), column("weight.f64", "d")))
    return graph


people = int(open(f"{folder}/people").read())
directed = timed("build", build)
for step in steps:
    if step == "undirected":
        ties = timed(step, lambda: networkx.Graph(directed))
        keep(step, [ties.number_of_edges()])
    elif step == "pagerank":
        found = timed(step, lambda: networkx.pagerank(directed, tol=1e-14, max_iter=500))
        keep(step, [found[v] for v in range(people)])
    elif step == "components":
        keep(step, sorted(map(len, timed(step, lambda: list(networkx.weakly_connected_components(directed))))))
    elif step == "k-core":
        found = timed(step, lambda: networkx.core_number(ties))
        keep(step, [found[v] for v in range(people)])
    elif step == "triangles":
        found = timed(step, lambda: networkx.triangles(ties))
        keep(step, [found[v] for v in range(people)])
    else:
        raise ValueError(step)
print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
